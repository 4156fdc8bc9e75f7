// Files in the conversation: images with their room kept free until they are near the view, players for sound and video, and
// links for the rest. Content is fetched with the session's token and shown from memory.
import { element } from './dom.js';
import { sizeWords, uploads } from './uploads.js';

const HIGHEST = 20; // rem
const NEAR = '400px';
const KINDS = { audio: 'recording', video: 'video', file: 'file' };
const SAFE = /^(image\/(png|jpeg|gif|webp)|audio\/(mpeg|ogg|wav|mp4)|video\/(mp4|webm)|application\/pdf|text\/plain)$/;

const nearing = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    nearing.unobserve(target);
    target.dispatchEvent(new Event('near'));
  }
}, { rootMargin: NEAR });

/** An element for a file of the service; null for anything else. */
export function fileView(payload, description) {
  if (typeof payload.upload !== 'string' || !SAFE.test(payload.mime_type ?? '')) return null;
  return payload.type === 'image' ? picture(payload, payload.alt || description) : other(payload);
}

function picture(payload, description) {
  const button = element('button', 'picture-button');
  button.type = 'button';
  button.ariaLabel = `Show in full: ${description}`;
  const width = Number(payload.width) || 320;
  const height = Number(payload.height) || 240;
  button.style.setProperty('--ratio', `${width / height}`);
  button.style.setProperty('--width', `min(${width}px, ${HIGHEST * (width / height)}rem)`);
  const image = element('img', 'picture');
  image.alt = description;
  image.width = width;
  image.height = height;
  button.append(image);
  button.addEventListener('near', () => load(button, image, payload));
  button.addEventListener('click', () => (button.dataset.state === 'failed' ? load(button, image, payload) : show(payload, description)));
  nearing.observe(button);
  return button;
}

async function load(button, image, payload) {
  button.dataset.state = 'loading';
  try {
    const address = await uploads.open(payload);
    image.addEventListener('load', () => URL.revokeObjectURL(address), { once: true });
    image.src = address;
    await image.decode();
    button.dataset.state = 'there';
  } catch {
    button.dataset.state = 'failed';
    button.ariaLabel = `Load again: ${image.alt}`;
  }
}

/** The image as large as the window, in a dialog: Escape or a click closes it, and keys go back to where they were. */
async function show(payload, description) {
  const dialog = element('dialog', 'viewer');
  dialog.ariaLabel = description;
  const image = element('img');
  image.alt = description;
  const close = element('button', 'quiet', 'Close');
  close.type = 'button';
  const save = element('button', 'quiet', 'Save');
  save.type = 'button';
  const bar = element('div', 'viewer-bar');
  bar.append(save, close);
  dialog.append(bar, image);
  document.body.append(dialog);
  close.addEventListener('click', () => dialog.close());
  save.addEventListener('click', () => download(payload));
  image.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    URL.revokeObjectURL(image.src);
    dialog.remove();
  });
  dialog.showModal();
  close.focus();
  try {
    image.src = await uploads.open(payload);
  } catch {
    image.replaceWith(element('p', '', 'The image could not be loaded. Close this and try again.'));
  }
}

function other(payload) {
  const box = element('div', 'file');
  const kind = KINDS[payload.type] ?? 'file';
  const called = payload.name || `${kind[0].toUpperCase()}${kind.slice(1)}`;
  const plays = payload.type === 'audio' || payload.type === 'video';
  const button = element('button', 'file-button');
  button.type = 'button';
  const name = element('span', 'file-name', called);
  name.dir = 'auto';
  button.append(element('span', 'file-verb', plays ? 'Play' : 'Save'), name, element('span', 'file-size', sizeWords(payload.size)));
  box.append(button);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      if (plays) await play(box, payload, called);
      else await download(payload);
      button.hidden = plays;
    } catch {
      box.append(element('span', 'file-trouble', 'That could not be loaded. Try again.'));
    }
    button.disabled = false;
  });
  return box;
}

async function play(box, payload, called) {
  const player = element(payload.type === 'video' ? 'video' : 'audio', 'player');
  player.controls = true;
  player.ariaLabel = called;
  player.src = await uploads.open(payload);
  box.replaceChildren(box.firstElementChild, player);
  player.focus();
  player.play().catch(() => { /* a browser that wants another press has controls for it */ });
}

async function download(payload) {
  const link = element('a');
  link.href = await uploads.open(payload);
  link.download = payload.name || 'file';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
