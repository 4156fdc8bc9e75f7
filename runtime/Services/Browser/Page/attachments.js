// The files that are about to be sent: picked, pasted or dropped, shown before they go, brought to the service one after the
// other while words are still being written. Without a connection they wait here.
import { element } from './dom.js';
import { TrayItem } from './tray-item.js';
import { sizeWords, uploads } from './uploads.js';
import { fileRefusal } from './words.js';

const AGAIN_AFTER = 3_000;
const LATER = 20_000;
const MOST = 10;
const TAKE_OUT = 'Take out the file that can not be sent first.';
const TOO_MANY = `At most ${MOST} files at a time.`;
const PASSING = new Set(['SC4060', 'SC4068']);

export class Attachments {
  #form;
  #notice;
  #settled;
  #rules = { kinds: [] };
  #items = [];
  #connected = false;
  #sending = null;
  #whenReady = false;
  #button = element('button', 'attach');
  #picker = element('input');
  #tray = element('ul', 'tray');
  #said = element('p', 'unseen');
  #hint = element('div', 'drop-hint', 'Drop files to send them');

  /** @param notice shows a line above the place to write; settled takes that line away, if it still stands */
  constructor(form, words, { notice, settled }) {
    this.#form = form;
    this.#notice = notice;
    this.#settled = settled;
    this.#button.type = 'button';
    this.#button.ariaLabel = 'Attach files';
    this.#button.textContent = '+';
    this.#button.hidden = true;
    this.#picker.type = 'file';
    this.#picker.multiple = true;
    this.#picker.hidden = true;
    this.#tray.ariaLabel = 'Files to send';
    this.#tray.hidden = true;
    this.#said.role = 'status';
    this.#hint.hidden = true;
    form.prepend(this.#button, this.#picker);
    form.before(this.#tray, this.#said);
    document.body.append(this.#hint);
    this.#button.addEventListener('click', () => this.#picker.click());
    this.#picker.addEventListener('change', () => this.#pick());
    words.addEventListener('paste', (event) => this.#paste(event));
    this.#watchDrops();
  }

  /** Whether there is a seat to send from. */
  set connected(value) {
    if (this.#connected === value) return;
    this.#connected = value;
    if (!value) return this.#tell();
    uploads.rules().then((rules) => this.#follow(rules));
    this.#pump();
  }

  get any() {
    return this.#items.length > 0;
  }

  /**
   * Says words together with the files, or holds both back until the files are there.
   * @param say called with words and payload; false when it did not take them
   */
  release(text, say) {
    if (!this.any) return say(text);
    if (this.#items.some(isFailed)) {
      this.#notice(TAKE_OUT);
      return false;
    }
    if (this.#items.some((item) => item.state !== 'ready')) {
      this.#whenReady = true;
      this.#announce('It is sent as soon as the files are there.');
      return false;
    }
    const payloads = this.#items.map((item) => item.payload());
    if (!say(text, payloads[0])) return false;
    for (const payload of payloads.slice(1)) say('', payload);
    for (const item of [...this.#items]) this.#remove(item);
    return true;
  }

  /** Another person sits here now, to whom what was sent does not belong: it is sent again. */
  forget() {
    for (const item of this.#items) if (item.state === 'ready') this.#set(item, 'waiting');
    this.#pump();
  }

  #follow(rules) {
    this.#rules = rules;
    this.#button.hidden = rules.kinds.length === 0;
    const kinds = new Set(rules.kinds);
    this.#picker.accept = rules.mime_types.filter((type) => kinds.has(kindOf(type))).join(',');
  }

  #pick() {
    this.#add(this.#picker.files);
    this.#picker.value = '';
    this.#form.querySelector('textarea').focus();
  }

  #paste(event) {
    const files = event.clipboardData?.files;
    if (!files?.length || this.#button.hidden) return;
    event.preventDefault();
    this.#add(files);
  }

  #watchDrops() {
    let depth = 0;
    const isFiles = (event) => !this.#button.hidden && !this.#form.hidden && event.dataTransfer?.types.includes('Files');
    const over = (value) => {
      depth = value;
      this.#hint.hidden = depth <= 0;
    };
    addEventListener('dragenter', (event) => isFiles(event) && over(depth + 1));
    addEventListener('dragleave', (event) => isFiles(event) && over(depth - 1));
    addEventListener('dragover', (event) => {
      // A file that is dropped where none is taken must not replace the page.
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
    addEventListener('drop', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
      if (isFiles(event)) this.#add(event.dataTransfer.files);
      over(0);
    });
  }

  #add(files) {
    for (const file of files) {
      if (this.#items.length >= MOST) {
        this.#notice(TOO_MANY);
        break;
      }
      const item = new TrayItem(file, () => this.#remove(item, true), () => this.#retry(item));
      this.#items.push(item);
      this.#tray.append(item.view);
      if (file.size > this.#rules.max_bytes) this.#set(item, 'failed', `This file is too large: up to ${sizeWords(this.#rules.max_bytes)}.`);
      else if (file.size === 0) this.#set(item, 'failed', fileRefusal('SC4063').text);
      else this.#set(item, 'waiting');
    }
    this.#tray.hidden = !this.any;
    this.#announce(`${this.#items.length === 1 ? '1 file' : `${this.#items.length} files`} to send.`);
    this.#pump();
  }

  #retry(item) {
    this.#set(item, 'waiting');
    this.#clear();
    this.#pump();
  }

  #remove(item, byHand = false) {
    const at = this.#items.indexOf(item);
    if (at < 0) return;
    this.#items.splice(at, 1);
    item.stop?.();
    item.dispose();
    this.#tray.hidden = !this.any;
    this.#clear();
    if (byHand) {
      this.#announce(`${item.called} is taken out.`);
      (this.#items[Math.min(at, this.#items.length - 1)]?.removeButton ?? this.#form.querySelector('textarea')).focus();
    }
    this.#settle();
  }

  async #pump() {
    if (this.#sending || !this.#connected) return;
    const item = this.#items.find((other) => other.state === 'waiting');
    if (!item) return;
    this.#sending = item;
    this.#set(item, 'sending');
    const { done, stop } = uploads.send(item.file, (part) => { item.progress = part; });
    item.stop = stop;
    const { status, answer } = await done;
    item.stop = null;
    this.#sending = null;
    if (this.#items.includes(item)) this.#take(item, status, answer);
    this.#pump();
  }

  #take(item, status, answer) {
    const code = answer?.error?.code;
    if (status === 201) {
      item.answer = answer;
      this.#set(item, 'ready');
      this.#settle();
    } else if (status === 0 || PASSING.has(code)) {
      // The line is dead, or nobody has said hello on it yet, or it was a lot: it stays here and goes by itself.
      this.#set(item, 'paused');
      setTimeout(() => {
        if (item.state === 'paused') this.#retry(item);
      }, code === 'SC4068' ? LATER : AGAIN_AFTER);
    } else {
      const { text, mayPass } = fileRefusal(code);
      this.#set(item, 'failed', text, mayPass);
      this.#whenReady = false;
      this.#announce(`${item.called}: ${text}`);
    }
  }

  /** Everything that was waited for is there: words that were held back go now. */
  #settle() {
    if (!this.#whenReady || this.#items.some((item) => item.state !== 'ready')) return;
    this.#whenReady = false;
    this.#form.requestSubmit();
  }

  /** What was said of the files is not to stand longer than it is so. */
  #clear() {
    if (!this.#items.some(isFailed)) this.#settled(TAKE_OUT);
    if (this.#items.length < MOST) this.#settled(TOO_MANY);
  }

  #set(item, state, trouble = '', mayPass = false) {
    item.set(state, this.#connected, trouble, mayPass);
  }

  #tell() {
    for (const item of this.#items) item.connected = this.#connected;
  }

  #announce(text) {
    this.#said.textContent = text;
  }
}

const isFailed = (item) => item.state === 'failed';

function kindOf(type) {
  const kind = type.split('/')[0];
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file';
}
