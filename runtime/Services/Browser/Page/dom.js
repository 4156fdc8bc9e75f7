/** Makes an element. Text is always text: nothing on this page is ever parsed as HTML. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export const byId = (id) => document.getElementById(id);
