// The waiting room: what one waits for, how far one is, for how long already, and the way out.
import { byId } from '../dom.js';

const TICK = 1_000;

export class WaitingRoom {
  #view = byId('waiting');
  #since = 0;
  #timer = 0;
  #announce;

  /** @param leave called when the person wants out */
  constructor(leave, announce) {
    this.#announce = announce;
    byId('leave-line').addEventListener('click', leave);
  }

  get isOpen() {
    return !this.#view.hidden;
  }

  focus() {
    byId('leave-line').focus({ preventScroll: true });
  }

  /** How things stand. */
  show({ place, needs, waited_ms: waited, limit_ms: limit }) {
    const opens = !this.isOpen;
    this.#since = performance.now() - waited;
    const where = place === 1 ? 'You are first in line' : `You are number ${place} in line`;
    if (byId('waiting-place').textContent !== where) {
      byId('waiting-place').textContent = where;
      this.#announce(opens ? `Waiting. ${where}.` : `${where}.`);
    }

    const more = needs - 1;
    byId('waiting-what').textContent = more < 1
      ? 'It begins by itself as soon as there is room.'
      : `It begins by itself as soon as ${more === 1 ? 'somebody else is' : `${more} others are`} here for you to talk with.`;
    byId('waiting-limit').textContent = `You can do something else meanwhile: keep this page open. If nobody is found within ${span(limit)}, you go back.`;
    this.#view.hidden = false;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#tick();
  }

  close() {
    clearInterval(this.#timer);
    this.#view.hidden = true;
    byId('waiting-place').textContent = '';
  }

  #tick() {
    const seconds = Math.max(0, Math.floor((performance.now() - this.#since) / TICK));
    byId('waiting-time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}

function span(milliseconds) {
  const seconds = Math.round(milliseconds / 1_000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
