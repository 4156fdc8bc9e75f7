// Says something to those who do not see the page, once and after what is being read.
const CLEAR = 4_000;

export class Announcer {
  #view;
  #timer = 0;

  constructor(view) {
    this.#view = view;
  }

  say = (text) => {
    clearTimeout(this.#timer);
    this.#view.textContent = text;
    // What was said is not to be found later by somebody who reads the page from top to bottom.
    this.#timer = setTimeout(() => { this.#view.textContent = ''; }, CLEAR);
  };
}
