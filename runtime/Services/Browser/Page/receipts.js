// Tells the service what this tab has, and what was really in front of somebody's eyes.
const GATHER = 150;

export class Receipts {
  #send;
  #inView;
  #received = 0;
  #told = 0;
  #read = 0;
  #timer = 0;

  constructor(send, inView) {
    this.#send = send;
    this.#inView = inView;
    document.addEventListener('visibilitychange', () => this.look());
  }

  received(seq) {
    this.#received = Math.max(this.#received, seq);
    if (this.#timer === 0) this.#timer = setTimeout(() => this.#tell(), GATHER);
  }

  /** Something may have come into view. */
  look() {
    if (document.hidden || !this.#inView() || this.#read >= this.#received) return;
    if (this.#send({ type: 'read', seq: this.#received })) this.#read = this.#received;
  }

  /** Another conversation begins, with numbers of its own. */
  reset() {
    this.#received = this.#told = this.#read = 0;
  }

  #tell() {
    this.#timer = 0;
    if (this.#received > this.#told && this.#send({ type: 'ack', seq: this.#received })) this.#told = this.#received;
    this.look();
  }
}
