// A line that says what came of a save, and goes away by itself.
import { element } from './dom.js';

const STAYS = 6_000;
const BELOW = 8;

export class Toast {
  #box = element('div', 'author-toast');
  #timer = 0;

  constructor() {
    this.#box.setAttribute('role', 'status');
    document.body.append(this.#box);
  }

  show(build) {
    clearTimeout(this.#timer);
    if (build.state !== 'live' || !build.news) return this.#say('');
    const what = build.changed.length ? `saved ${build.changed.join(', ')}` : 'the task';
    const warnings = build.diagnostics.length;
    this.#say(`${what}: live in ${build.took} ms${build.appliesTo ? `, ${build.appliesTo}` : ''}${warnings ? ` (${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, see the terminal)` : ''}`);
    this.#timer = setTimeout(() => this.#say(''), STAYS);
  }

  #say(text) {
    this.#box.textContent = text;
    // Below the head, however high that is: the head's buttons are there to be pressed meanwhile.
    const head = document.querySelector('header');
    if (text && head) this.#box.style.top = `${head.getBoundingClientRect().bottom + BELOW}px`;
  }
}
