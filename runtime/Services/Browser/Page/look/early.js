// Runs before the page is painted, so that a remembered theme does not flash. Everything else of themes is in theme.js.
try {
  const theme = localStorage.getItem('scriptchat.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's theme it is.
}
