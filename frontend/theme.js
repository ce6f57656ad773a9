/** Light or dark: set before anything is drawn. Loaded as a classic script; the page's modules change it later. */
(() => {
  const kept = localStorage.getItem("redress.theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();
