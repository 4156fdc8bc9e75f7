// Through the messages by keys: up and down go from one to the next, Home and End to the ends, Tab into the buttons of the message
// that has the focus.
const MESSAGES = '.item:is(.theirs, .mine, .system)';
const isShown = (item) => item.offsetParent !== null;

export class Walking {
  #scroll;
  #log;
  #current = null;

  constructor(scroll, log) {
    this.#scroll = scroll;
    this.#log = log;
    scroll.addEventListener('keydown', (event) => this.#key(event));
    log.addEventListener('focusin', (event) => this.#enter(event.target.closest('.item')));
  }

  /** Somebody is at a message that is not the last one, and does not want to be carried away. */
  get isReading() {
    const item = document.activeElement?.closest?.('#log .item');
    return Boolean(item) && item !== this.#last();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = event.target;
    if (at !== this.#scroll && !at.classList.contains('item')) return;
    const all = this.#all();
    const index = all.indexOf(at);
    const next = {
      ArrowUp: index < 0 ? all.at(-1) : all[Math.max(0, index - 1)],
      ArrowDown: index < 0 ? all.at(-1) : all[Math.min(all.length - 1, index + 1)],
      Home: all[0],
      End: all.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }

  #enter(item) {
    if (item === this.#current) return;
    for (const button of this.#current?.querySelectorAll('.tool') ?? []) button.tabIndex = -1;
    for (const button of item?.querySelectorAll('.tool') ?? []) button.tabIndex = 0;
    this.#current = item;
  }

  #last() {
    return [...this.#log.querySelectorAll(MESSAGES)].findLast(isShown);
  }

  #all() {
    return [...this.#log.querySelectorAll(MESSAGES)].filter(isShown);
  }
}
