/**
 * Light or dark: set before anything is drawn. The first thing that the page's script does; the
 * page's modules change it later.
 */
(() => {
  const kept = localStorage.getItem("redress.theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();
