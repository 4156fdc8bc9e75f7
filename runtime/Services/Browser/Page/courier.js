// Brings the person's words to the service: one after the other, so that a refusal can't change their order, each with its own
// id, again and again until it is known to be safe. What is not yet safe lives in the session's storage, so that a refresh or a
// restart of the service loses nothing.
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

export class Courier {
  #session;
  #connection;
  #onTheWay = null;
  #attempt = 0;
  #timer = 0;

  /** @param connection { send(frame) -> whether it went, expectAnswer(), answered() } */
  constructor(session, connection) {
    this.#session = session;
    this.#connection = connection;
  }

  /** Takes words and sends them as soon as it can. */
  post(said) {
    this.#session.keep(said);
    this.#pump();
  }

  /** There is a new connection: what was on its way over the old one may not have arrived. */
  begin() {
    this.#onTheWay = null;
    this.#resume();
  }

  /** Words are safe, or given up. */
  settle(id) {
    this.#session.settle(id);
    if (this.#onTheWay !== id) return;
    this.#onTheWay = null;
    this.#attempt = 0;
    this.#connection.answered();
    this.#pump();
  }

  /** The service can't take words just now: they stay here and are sent again after a while, and before those that follow. */
  hold(id) {
    if (this.#onTheWay !== id) return;
    this.#onTheWay = null;
    this.#connection.answered();
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#attempt++);
    this.#timer = setTimeout(() => this.#resume(), longest / 2 + Math.random() * (longest / 2));
  }

  /** Another conversation begins. */
  reset() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#attempt = 0;
    this.#onTheWay = null;
  }

  #resume() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#pump();
  }

  #pump() {
    const next = this.#session.pending[0];
    if (!next || this.#onTheWay !== null || this.#timer !== 0) return;
    if (!this.#connection.send({ type: 'message', id: next.id, text: next.text, payload: next.payload })) return;
    this.#onTheWay = next.id;
    this.#connection.expectAnswer();
  }
}
