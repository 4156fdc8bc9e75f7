// One file that is about to be sent, as it stands above the place to write.
import { element } from './dom.js';
import { sizeWords } from './uploads.js';

export class TrayItem {
  answer = null;
  stop = null;
  state = '';
  view = element('li', 'tray-item');
  #status = element('span', 'tray-status');
  #bar = element('progress');
  #again = element('button', 'again', 'Try again');
  #alt = null;
  #trouble = '';
  #address = null;

  constructor(file, remove, retry) {
    this.file = file;
    this.called = file.name || 'File';
    const name = element('span', 'tray-name', this.called);
    name.dir = 'auto';
    this.#bar.max = 1;
    this.#bar.ariaLabel = `Sending ${this.called}`;
    this.#again.type = 'button';
    this.#again.addEventListener('click', retry);
    this.removeButton = element('button', 'tray-remove', '×');
    this.removeButton.type = 'button';
    this.removeButton.ariaLabel = `Take out ${this.called}`;
    this.removeButton.addEventListener('click', remove);
    const lines = element('div', 'tray-lines');
    lines.append(name, this.#status, this.#bar, this.#again);
    if (/^image\/(png|jpeg|gif|webp)$/.test(file.type)) {
      const image = element('img', 'tray-image');
      image.alt = '';
      image.src = this.#address = URL.createObjectURL(file);
      image.addEventListener('error', () => image.remove(), { once: true });
      this.#alt = element('input', 'tray-alt');
      this.#alt.type = 'text';
      this.#alt.maxLength = 300;
      this.#alt.placeholder = 'Describe it (optional)';
      this.#alt.ariaLabel = `Description of ${this.called}`;
      lines.append(this.#alt);
      this.view.append(image);
    }
    this.view.append(lines, this.removeButton);
  }

  set progress(part) {
    this.#bar.value = part;
  }

  /** @param mayPass whether what it failed for may be over when it is tried again */
  set(state, connected, trouble, mayPass) {
    this.state = state;
    this.view.dataset.state = state;
    if (this.#alt) this.#alt.hidden = state === 'failed';
    this.#bar.hidden = state !== 'sending';
    this.#again.hidden = !mayPass;
    if (state === 'waiting') this.#bar.removeAttribute('value');
    this.#trouble = trouble;
    this.connected = connected;
  }

  /** Whether there is a line to send it over. */
  set connected(value) {
    this.#status.textContent =
      this.state === 'failed' ? this.#trouble
        : this.state === 'ready' ? `Ready, ${sizeWords(this.answer.size)}`
          : this.state === 'sending' ? 'On its way…'
            : value ? 'Waiting…' : 'Waits for the connection…';
  }

  payload() {
    const alt = this.#alt?.value.trim().toWellFormed();
    return { ...this.answer, url: undefined, ...(alt ? { alt } : {}) };
  }

  dispose() {
    this.view.remove();
    if (this.#address) URL.revokeObjectURL(this.#address);
  }
}
