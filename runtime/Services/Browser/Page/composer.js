// Where one writes: Enter sends, Shift+Enter makes a line, the box grows with the words, and partners are told that somebody
// is writing, at most every few seconds.
const TELL_EVERY = 3_000;
const QUIET_AFTER = 4_000;

export class Composer {
  #form;
  #words;
  #listener;
  #toldAt = -Infinity;
  #quiet = 0;

  /**
   * @param listener { send(text) -> whether it was taken, files() -> whether there are some to send without words, typing(on),
   * draft(text) with what stands there now }
   */
  constructor(form, words, listener) {
    this.#form = form;
    this.#words = words;
    this.#listener = listener;
    form.addEventListener('submit', (event) => this.#submit(event));
    words.addEventListener('keydown', (event) => this.#key(event));
    words.addEventListener('input', () => this.#changed());
  }

  focus() {
    this.#words.focus({ preventScroll: true });
  }

  get hidden() {
    return this.#form.hidden;
  }

  set hidden(value) {
    this.#form.hidden = value;
  }

  /** Gives words back that could not be sent, unless something else has been begun. */
  giveBack(text) {
    if (this.#words.value === '') this.#put(text);
  }

  /** Whatever was told of typing no longer counts. */
  sent() {
    clearTimeout(this.#quiet);
    this.#toldAt = -Infinity;
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#words.value.trim();
    if ((text === '' && !this.#listener.files()) || !this.#listener.send(text)) return;
    this.#put('');
    this.focus();
  }

  #key(event) {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #put(text) {
    this.#words.value = text;
    this.#listener.draft(text);
    this.#fit();
  }

  #changed() {
    this.#listener.draft(this.#words.value);
    this.#fit();
    clearTimeout(this.#quiet);
    if (this.#words.value.trim() === '') return this.#stopped();
    this.#quiet = setTimeout(() => this.#stopped(), QUIET_AFTER);
    const now = performance.now();
    if (now - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = now;
    this.#listener.typing(true);
  }

  #stopped() {
    if (this.#toldAt === -Infinity) return;
    this.#toldAt = -Infinity;
    this.#listener.typing(false);
  }

  #fit() {
    this.#words.style.height = 'auto';
    this.#words.style.height = `${this.#words.scrollHeight + 2}px`;
  }
}
