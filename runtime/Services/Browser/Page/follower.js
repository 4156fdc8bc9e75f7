// Keeps the newest message in view unless the person has scrolled up to read; then a button leads back.
const NEAR = 40;

export class Follower {
  #scroll;
  #jump;
  #pinned = true;
  #missed = 0;
  #came = 0;
  #due = 0;
  #top = 0;
  #reached;
  #isReading;

  /**
   * @param reached called when the newest message has come into view; isReading says whether somebody is at an earlier one, though
   * both are in view; jumped is called when the button was pressed, which is gone then
   */
  constructor(scroll, content, jump, { reached, isReading, jumped }) {
    this.#scroll = scroll;
    this.#jump = jump;
    this.#reached = reached;
    this.#isReading = isReading;
    scroll.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    jump.addEventListener('click', () => {
      this.toLatest();
      jumped();
    });
    // Pictures that load, a keyboard that opens, a window that shrinks: the end stays the end.
    const observer = new ResizeObserver(() => this.#settle());
    observer.observe(content);
    observer.observe(scroll);
  }

  get atEnd() {
    if (this.#due !== 0) this.#settle();
    return this.#pinned;
  }

  /** Something new stands at the end. */
  added() {
    this.#came++;
    this.stay();
  }

  /**
   * Whoever is at the end stays there. Looking where that is lays the whole conversation out: it is done once for all that comes
   * before the next picture, or a long conversation that is told again takes the square of its length.
   */
  stay() {
    if (this.#due === 0) this.#due = requestAnimationFrame(() => this.#settle());
  }

  toLatest() {
    this.#pinned = true;
    this.#came = 0;
    this.#show(0);
    this.#settle();
    this.#reached();
  }

  #settle() {
    cancelAnimationFrame(this.#due);
    this.#due = 0;
    const came = this.#came;
    this.#came = 0;
    if (this.#pinned && came > 0 && (this.#isReading() || selects(this.#scroll))) this.#pinned = this.#isNear;
    if (this.#pinned) {
      this.#scroll.scrollTop = this.#scroll.scrollHeight;
      this.#top = this.#scroll.scrollTop;
    } else if (came > 0) {
      this.#show(this.#missed + came);
    }
  }

  #scrolled() {
    // What has come counts first: that the place moved when something above it went is nobody's going up.
    if (this.#due !== 0) this.#settle();
    // Only who goes up leaves the end: when things grow the place is the same, and the end is followed.
    const top = this.#scroll.scrollTop;
    const isUp = top < this.#top;
    this.#top = top;
    if (this.#pinned && !isUp) return this.#settle();
    const pinned = this.#isNear;
    const arrived = pinned && !this.#pinned;
    this.#pinned = pinned;
    this.#show(pinned ? 0 : this.#missed);
    if (arrived) this.#reached();
  }

  get #isNear() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  #show(missed) {
    this.#missed = missed;
    this.#jump.hidden = this.#pinned;
    this.#jump.textContent = missed === 0 ? 'Jump to latest' : missed === 1 ? '1 new message' : `${missed} new messages`;
  }
}

/** Somebody is marking words, which must not move away under the pointer. */
function selects(scroll) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && scroll.contains(selection.anchorNode);
}
