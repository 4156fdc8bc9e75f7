// What comes beside words. Files of the service are fileview.js's; else only images are shown, from the bytes that came with the message; anything else is named, and its
// address is a link that the reader may or may not follow.
import { element } from './dom.js';
import { fileView } from './fileview.js';

const IMAGE = /^image\/[a-z0-9.+-]+$/i;

/** An element for a payload, or null for none. */
export function payloadView(payload, description) {
  if (!payload) return null;
  return fileView(payload, description) ?? image(payload, description) ?? attachment(payload);
}

function image(payload, description) {
  if (payload.type !== 'image' || !payload.data || !IMAGE.test(payload.mime_type ?? '')) return null;
  let bytes;
  try {
    bytes = Uint8Array.from(atob(payload.data), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
  const view = element('img', 'picture');
  view.alt = description;
  view.src = URL.createObjectURL(new Blob([bytes], { type: payload.mime_type }));
  view.addEventListener('load', () => URL.revokeObjectURL(view.src), { once: true });
  view.addEventListener('error', () => view.replaceWith(element('span', 'attachment', 'An image that cannot be shown')), { once: true });
  return view;
}

function attachment(payload) {
  const kind = ['image', 'video', 'audio', 'file'].includes(payload.type) ? payload.type : 'attachment';
  if (/^https?:\/\//i.test(payload.url ?? '')) {
    const link = element('a', 'attachment', `Open the ${kind}`);
    link.href = payload.url;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    return link;
  }
  return element('span', 'attachment', `[${kind}]`);
}
