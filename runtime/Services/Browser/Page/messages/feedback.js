// What the person thinks of messages: a thumb and, if they like, a few words. Shown at once; sent until the service says that it has
// it, also over the next connection.
import { element } from '../dom.js';

const LONGEST = 2_000;

export class Feedback {
  #send;
  #itemOf;
  #announce;
  #said = new Map();
  #unsent = new Map();

  /** @param send(frame) -> whether it went; itemOf(seq) -> the message's element, or null */
  constructor(send, itemOf, announce) {
    this.#send = send;
    this.#itemOf = itemOf;
    this.#announce = announce;
  }

  /** A thumb was pressed; null takes it back. */
  judge(seq, thumb) {
    const comment = thumb ? this.#said.get(seq)?.comment : undefined;
    this.#tell(seq, { thumb, ...(comment ? { comment } : {}) });
    this.#announce(thumb === 'up' ? 'Marked as good' : thumb === 'down' ? 'Marked as bad' : 'Mark taken back');
    if (thumb) this.#ask(seq);
    else this.#itemOf(seq)?.querySelector('.comment')?.remove();
  }

  /** The service has it, or had it before this page was loaded. */
  heard({ seq, thumb, comment }) {
    const waiting = this.#unsent.get(seq);
    if (waiting && (waiting.thumb !== thumb || waiting.comment !== comment)) return;
    this.#unsent.delete(seq);
    this.#said.set(seq, { thumb, comment });
    this.show(seq);
  }

  /** There is a new connection. */
  resend() {
    for (const [seq, said] of this.#unsent) this.#send({ type: 'feedback', seq, ...said });
  }

  reset() {
    this.#said.clear();
    this.#unsent.clear();
  }

  show(seq) {
    const item = this.#itemOf(seq);
    const said = this.#said.get(seq);
    // What the author has struck has no buttons any more.
    const foot = item?.querySelector('.foot');
    if (!foot || !said) return;
    item.dataset.thumb = said.thumb ?? '';
    for (const thumb of ['up', 'down']) {
      const button = item.querySelector(`.tool.${thumb}`);
      if (button) button.ariaPressed = String(said.thumb === thumb);
    }

    item.querySelector('.commented')?.remove();
    if (said.comment && !item.querySelector('.comment')) foot.after(element('p', 'commented', `Your comment: ${said.comment}`));
  }

  #tell(seq, said) {
    this.#said.set(seq, said);
    this.#unsent.set(seq, said);
    this.#send({ type: 'feedback', seq, ...said });
    this.show(seq);
  }

  /** Asks for a few words; whoever does not want to say any goes on. */
  #ask(seq) {
    const item = this.#itemOf(seq);
    item.querySelector('.comment')?.remove();
    item.querySelector('.commented')?.remove();
    const form = element('form', 'comment');
    form.ariaLive = 'off';
    const words = element('input');
    words.maxLength = LONGEST;
    words.ariaLabel = 'Your comment on this message';
    words.placeholder = 'Say why, if you like';
    words.value = this.#said.get(seq)?.comment ?? '';
    const send = element('button', 'small', 'Send');
    const close = element('button', 'small quiet', 'Close');
    close.type = 'button';
    form.append(words, send, close);
    const done = () => {
      form.remove();
      this.show(seq);
      item.focus({ preventScroll: true });
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const comment = words.value.trim();
      this.#tell(seq, { thumb: this.#said.get(seq).thumb, ...(comment ? { comment } : {}) });
      this.#announce('Thank you');
      done();
    });
    close.addEventListener('click', done);
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      done();
    });
    item.querySelector('.foot').after(form);
    words.focus({ preventScroll: true });
    form.scrollIntoView({ block: 'nearest' });
  }
}
