// What is wrong with the task, over the page, until a save mends it. It leaves the focus where it is: whoever types goes on typing.
import { diagnostic } from './diagnostic.js';
import { button, element } from './dom.js';

export class Overlay {
  #box = element('section', 'author-overlay');
  #summary = element('p', 'author-summary');
  #list = element('ol', 'author-errors');
  #fold = button('author-quiet', 'Minimize', () => this.#minimize(!this.#box.classList.contains('minimized')));

  constructor() {
    this.#box.hidden = true;
    this.#box.setAttribute('aria-label', 'Errors in the task');
    this.#summary.setAttribute('role', 'status');
    this.#fold.setAttribute('aria-expanded', 'true');
    const head = element('div', 'author-overlay-head');
    head.append(this.#summary, this.#fold);
    this.#list.tabIndex = 0;
    this.#list.setAttribute('aria-label', 'Errors and warnings');
    this.#box.append(head, this.#list);
    document.body.append(this.#box);
  }

  /** Shows what is wrong, or nothing. */
  show(build) {
    const broken = build.state === 'broken';
    this.#box.hidden = !broken;
    if (!broken) {
      this.#summary.textContent = '';
      this.#list.replaceChildren();
      return;
    }
    const errors = build.diagnostics.filter((one) => one.severity === 'error');
    const files = [...new Set(errors.map((one) => one.file).filter(Boolean))];
    this.#summary.textContent = `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}${files.length ? ` in ${files.join(', ')}` : ''}. `
      + (build.first ? 'The task can not be served until it is mended.' : 'The last good version goes on until a save mends it.');
    this.#list.replaceChildren(...build.diagnostics.map(diagnostic));
  }

  #minimize(on) {
    this.#box.classList.toggle('minimized', on);
    this.#fold.textContent = on ? 'Show' : 'Minimize';
    this.#fold.setAttribute('aria-expanded', String(!on));
  }
}
