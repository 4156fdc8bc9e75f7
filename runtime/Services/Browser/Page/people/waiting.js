// The waiting room: what one waits for, how far one is, for how long already, and the way out.
import { byId } from '../dom.js';
import { appears, takeKeys } from '../look/appearing.js';

const TICK = 1_000;

export class WaitingRoom {
  #view = byId('waiting');
  #since = 0;
  #timer = 0;
  #leave = byId('leave-line');
  #leaving = false;
  #announce;

  /** @param leave called when the person wants out, once */
  constructor(leave, announce) {
    this.#announce = announce;
    this.#leave.addEventListener('click', () => {
      if (this.#leaving) return;
      this.leaving = true;
      leave();
    });
  }

  get isOpen() {
    return !this.#view.hidden;
  }

  /** The person wants out, and it is not known yet that they are. */
  get leaving() {
    return this.#leaving;
  }

  /** The button keeps the focus: what is pressed is not to vanish under the keys. */
  set leaving(value) {
    this.#leaving = value;
    this.#leave.textContent = value ? 'Leaving the line…' : 'Leave the line';
    this.#leave.ariaDisabled = String(value);
  }

  focus() {
    takeKeys(this.#view);
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
    appears(this.#view);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#tick();
  }

  close() {
    clearInterval(this.#timer);
    this.leaving = false;
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
