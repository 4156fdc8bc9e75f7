// Markdown as the service has made HTML of it. The service has cut it down to a few elements; here it is parsed into a document in
// which nothing runs and nothing loads, and built anew from the same few elements, with nothing of theirs but a link's address, a
// list's numbers and the side on which a table's column stands. So even a service that sent anything at all could put no more than those on the page.
import { element } from '../dom.js';

const POLICY = globalThis.trustedTypes?.createPolicy('scriptchat-markup', { createHTML: (html) => html });
const ELEMENTS = new Set(['p', 'br', 'hr', 'h2', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
const NUMBERS = { ol: 'start', li: 'value' };
const SIDES = new Set(['left', 'center', 'right']);
const SAFE = /^(https?|mailto):/i;
const DEEPEST = 64;

/** The elements of a message's HTML. */
export function markupView(html, copy) {
  const parsed = new DOMParser().parseFromString(POLICY ? POLICY.createHTML(html) : html, 'text/html');
  const view = document.createDocumentFragment();
  build(parsed.body, view, copy, 0);
  return view;
}

function build(from, into, copy, depth) {
  if (depth > DEEPEST) return into.append(from.textContent);
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE) into.append(rebuilt(node, copy, depth + 1));
  }
}

function rebuilt(node, copy, depth) {
  const name = node.localName;
  const made = ELEMENTS.has(name) ? document.createElement(name) : document.createDocumentFragment();
  build(node, made, copy, depth);
  const number = Number.parseInt(node.getAttribute(NUMBERS[name] ?? '') ?? '', 10);
  if (Number.isInteger(number)) made.setAttribute(NUMBERS[name], number);
  const side = name === 'th' || name === 'td' ? node.getAttribute('align') : null;
  if (SIDES.has(side)) made.style.textAlign = side;
  if (name === 'a') return link(made, node.getAttribute('href') ?? '');
  if (name === 'pre') return code(made, copy);
  return name === 'table' ? scrolling(made, 'Table') : made;
}

function link(made, address) {
  if (!SAFE.test(address)) return made;
  made.href = address;
  made.target = '_blank';
  made.rel = 'noopener noreferrer nofollow';
  return made;
}

/** Code that is too wide scrolls by itself, by keys too, and can be copied without its neighbours. */
function code(made, copy) {
  const box = element('div', 'code');
  const button = element('button', 'copy-code', 'Copy code');
  button.type = 'button';
  button.addEventListener('click', () => copy(made.textContent.replace(/\n$/, ''), button));
  const head = element('div', 'code-head');
  head.ariaLive = 'off';
  head.append(button);
  box.append(head, scrolling(made, 'Code'));
  return box;
}

function scrolling(made, label) {
  const box = element('div', 'scrolling');
  box.tabIndex = 0;
  box.role = 'group';
  box.ariaLabel = label;
  box.append(made);
  return box;
}
