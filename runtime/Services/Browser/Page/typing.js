// Who is writing. Nobody is believed to write for ever: an end that gets lost is made up for.
const BELIEVED = 30_000;

export class Typing {
  #view;
  #words;
  #writers = new Map();
  #announce;

  constructor(view, words, announce) {
    this.#view = view;
    this.#words = words;
    this.#announce = announce;
  }

  set(who, on) {
    clearTimeout(this.#writers.get(who));
    if (on) this.#writers.set(who, setTimeout(() => this.set(who, false), BELIEVED));
    else this.#writers.delete(who);
    this.#show();
  }

  /** A message of theirs is here: they are done; the world's own typing ends with any message. */
  spoke(who) {
    if (!this.#writers.has(who) && !this.#writers.has('')) return;
    clearTimeout(this.#writers.get(who));
    clearTimeout(this.#writers.get(''));
    this.#writers.delete(who);
    this.#writers.delete('');
    this.#show();
  }

  clear() {
    for (const timer of this.#writers.values()) clearTimeout(timer);
    this.#writers.clear();
    this.#show();
  }

  #show() {
    const names = [...this.#writers.keys()].filter((name) => name !== '');
    this.#words.textContent = names.length > 2
      ? 'Several people are writing…'
      : names.length === 2 ? `${names[0]} and ${names[1]} are writing…`
        : names.length === 1 ? `${names[0]} is writing…` : 'Writing…';
    const begins = this.#view.hidden && this.#writers.size > 0;
    this.#view.hidden = this.#writers.size === 0;
    if (begins) this.#announce(names.length === 0 ? 'An answer is on its way…' : this.#words.textContent.replace('writing', 'responding'));
    if (this.#view.hidden) this.#words.textContent = '';
  }
}
