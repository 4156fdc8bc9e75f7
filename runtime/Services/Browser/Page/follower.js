// Keeps the newest message in view unless the person has scrolled up to read; then a button leads back.
const NEAR = 60;

export class Follower {
  #scroll;
  #jump;
  #pinned = true;
  #missed = 0;
  #reached;

  /** @param reached called when the newest message has come into view */
  constructor(scroll, content, jump, reached) {
    this.#scroll = scroll;
    this.#jump = jump;
    this.#reached = reached;
    scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    jump.addEventListener('click', () => this.toLatest());
    // Pictures that load, a keyboard that opens, a window that shrinks: the end stays the end.
    const observer = new ResizeObserver(() => this.stay());
    observer.observe(content);
    observer.observe(scroll);
  }

  get atEnd() {
    return this.#pinned;
  }

  /** Something new stands at the end. */
  added() {
    this.stay();
    if (!this.#pinned) this.#show(this.#missed + 1);
  }

  /** Whoever is at the end stays there. */
  stay() {
    if (this.#pinned) this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  toLatest() {
    this.#pinned = true;
    this.#show(0);
    this.stay();
    this.#reached();
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    const pinned = scrollHeight - scrollTop - clientHeight < NEAR;
    const arrived = pinned && !this.#pinned;
    this.#pinned = pinned;
    this.#show(pinned ? 0 : this.#missed);
    if (arrived) this.#reached();
  }

  #show(missed) {
    this.#missed = missed;
    this.#jump.hidden = this.#pinned;
    this.#jump.textContent = missed === 0 ? 'Jump to latest' : missed === 1 ? '1 new message' : `${missed} new messages`;
  }
}
