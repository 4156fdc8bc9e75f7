// The answers that can be picked: buttons for the newest set only, until something has been said.
import { element } from './dom.js';
import { changes } from './look/appearing.js';

export class Replies {
  #group;
  #pick;
  #seq = 0;

  constructor(group, pick) {
    this.#group = group;
    this.#pick = pick;
  }

  /** Offers the answers of message number seq. */
  offer(seq, answers) {
    if (seq < this.#seq) return;
    this.#seq = seq;
    this.#group.replaceChildren(...answers.map((answer) => this.#button(answer)));
    this.#group.hidden = answers.length === 0;
    changes(this.#group);
  }

  /** The person has spoken after message number seq: what was offered up to then is settled. */
  settle(after) {
    if (after >= this.#seq) this.clear();
  }

  /** Messages from one number up to another are struck: what they offered can't be picked any more. */
  strike(from, upto) {
    if (this.#seq >= from && this.#seq <= upto) this.clear();
  }

  clear() {
    this.#group.replaceChildren();
    this.#group.hidden = true;
  }

  /** Forgets also the numbers: another conversation begins. */
  reset() {
    this.#seq = 0;
    this.clear();
  }

  /** Keys were on a button that is gone now. */
  get hasFocus() {
    return this.#group.contains(document.activeElement);
  }

  #button(answer) {
    const button = element('button', 'reply', answer);
    button.type = 'button';
    button.dir = 'auto';
    button.addEventListener('click', () => this.#pick(answer));
    return button;
  }
}
