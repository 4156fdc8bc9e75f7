// Opens the seats of a branch in a new tab: its storage begins as a copy of this tab's, which is how it gets their tokens.
export function branch(seats) {
  const stamp = Date.now().toString(36);
  const names = seats.map((seat, index) => `branch-${stamp}-${index + 1}`);
  const keys = names.map((name) => `scriptchat.${name}.session`);
  seats.forEach((seat, index) => sessionStorage.setItem(keys[index], seat.session));
  const opened = open(names.length === 1 ? `/#seat=${names[0]}` : `/author/demo#seats=${names.join(',')}`);
  keys.forEach((key) => sessionStorage.removeItem(key));
  return opened !== null;
}
