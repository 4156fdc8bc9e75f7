/** Makes an element. Text is always text: nothing here is ever parsed as HTML. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(className, text, act) {
  const made = element('button', className, text);
  made.type = 'button';
  made.addEventListener('click', act);
  return made;
}

/** JSON for reading; short things on one line. */
export function readable(value) {
  const short = JSON.stringify(value);
  return short === undefined ? '' : short.length <= 48 ? short : JSON.stringify(value, null, 2);
}

export const isEmpty = (value) => value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
