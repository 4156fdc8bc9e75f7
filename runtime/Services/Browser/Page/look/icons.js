// Drawn here rather than fetched, one after the other; they take the colour of the words around them.
const PATHS = {
  copy: 'M9 9h10v10H9z M5 15V5h10',
  done: 'M5 12.500l4.500 4.500L19 7.500',
  up: 'M7 11v9H4v-9z M7 11l4-7c1.700 0 2.600 1 2.300 2.600L12.800 10H18c1.200 0 2 1 1.700 2.200l-1.400 6c-.2 1-1 1.800-2 1.800H7',
  down: 'M17 13V4h3v9z M17 13l-4 7c-1.700 0-2.600-1-2.300-2.600l.5-3.400H6c-1.200 0-2-1-1.700-2.200l1.400-6C5.900 4.800 6.700 4 7.700 4H17',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
