// Sets the stored theme, contrast and text size before the first paint, so that the page never flashes in the wrong one.
// A file of its own because the content policy allows no inline script. src/app/shell/appearance.ts writes the values.
(function () {
  try {
    var stored = JSON.parse(localStorage.getItem('eh.appearance') || '{}');
    var root = document.documentElement;
    if (stored.theme === 'light' || stored.theme === 'dark') root.dataset.theme = stored.theme;
    if (stored.contrast === 'more') root.dataset.contrast = 'more';
    if (stored.textSize >= 80 && stored.textSize <= 200) root.style.fontSize = stored.textSize + '%';
  } catch {
    // A blocked or broken store leaves the system's own appearance.
  }
})();
