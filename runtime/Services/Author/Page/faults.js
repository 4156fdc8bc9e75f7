// What went wrong in a world while people talk, over the page, until it is put away or a save goes live. It leaves the focus where it is.
import { diagnostic } from './diagnostic.js';
import { button, element } from './dom.js';

export class Faults {
  #box = element('section', 'author-overlay author-faults');
  #summary = element('p', 'author-summary');
  #list = element('ol', 'author-errors');
  #count = 0;

  constructor() {
    this.#box.hidden = true;
    this.#box.setAttribute('aria-label', 'Faults in worlds');
    this.#summary.setAttribute('role', 'status');
    const head = element('div', 'author-overlay-head');
    head.append(this.#summary, button('author-quiet', 'Dismiss', () => this.#hide()));
    this.#list.tabIndex = 0;
    this.#list.setAttribute('aria-label', 'The last fault');
    this.#box.append(head, this.#list);
    document.body.append(this.#box);
  }

  /** Shows the last one; of those before it, how many there were. */
  show(fault) {
    this.#count++;
    this.#box.hidden = false;
    const what = fault.severity === 'error' ? 'A world failed' : 'A world did what it should not';
    this.#summary.textContent = this.#count === 1 ? `${what}.` : `${what}: fault ${this.#count}. Those before it stand in the terminal.`;
    this.#list.replaceChildren(diagnostic(fault));
  }

  /** A save is an answer to what was before it. */
  forget() {
    this.#count = 0;
    this.#hide();
  }

  #hide() {
    this.#box.hidden = true;
    this.#summary.textContent = '';
    this.#list.replaceChildren();
  }
}
