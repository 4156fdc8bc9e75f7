// What is wrong with a line of a script, and the lines around it.
import { element } from './dom.js';

/** A diagnostic with its lines, for a list. */
export function diagnostic(one) {
  const made = element('li', `author-diagnostic ${one.severity}`);
  const place = one.file ? `${one.file}${one.line > 0 ? `:${one.line}:${one.column}` : ''}` : '';
  const line = element('p');
  line.append(element('strong', 'author-place', place), element('span', 'author-code', `${one.severity} ${one.code}`));
  made.append(line, element('p', 'author-message', one.message));
  if (one.frame?.length) made.append(frame(one));
  return made;
}

function frame(one) {
  const made = element('pre', 'author-frame');
  // A long line is scrolled to, by keyboard too; wrapped, its caret would stand elsewhere.
  made.tabIndex = 0;
  const width = String(one.frame.at(-1).line).length;
  for (const { line, text } of one.frame) {
    const isIt = line === one.line;
    made.append(element('span', isIt ? 'author-bad' : '', `${isIt ? '>' : ' '} ${String(line).padStart(width)} | ${text}\n`));
    if (!isIt) continue;
    // Tabs stay tabs, so that the caret stands where the eye expects it.
    const before = text.slice(0, one.column - 1).replace(/[^\t]/g, ' ');
    made.append(element('span', 'author-caret', `  ${' '.repeat(width)} | ${before}${'^'.repeat(one.width)}\n`));
  }
  return made;
}
