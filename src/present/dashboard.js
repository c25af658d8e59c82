// SPDX-License-Identifier: MIT
// Tables that can be sorted and filtered. Without it everything is there, in the order it came in.
"use strict";
(function () {
  const words = document.documentElement.dataset;
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : cell.dataset.sort;
  };
  // What is empty stays last, whichever way it is sorted.
  const order = (column, sign) => (a, b) => {
    const x = key(a, column), y = key(b, column);
    if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
    const numbers = !isNaN(x) && !isNaN(y);
    return sign * (numbers ? x - y : compare(x, y));
  };
  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort(order(column, down ? -1 : 1)));
      });
    });
  }
  function filterable(table) {
    const rows = [...table.tBodies[0].rows], label = document.createElement("label");
    const input = document.createElement("input"), count = document.createElement("output");
    input.type = "search";
    label.className = "filter";
    label.append(words.filter + " ", input, " ", count);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
      count.value = wanted ? rows.filter((row) => !row.hidden).length + " / " + rows.length : "";
    });
    table.before(label);
  }
  // A place inside of what is folded is shown, in browsers that do not do so themselves.
  function unfold() {
    const place = document.getElementById(location.hash.slice(1)); // ids are encoded as addresses are
    const fold = place && place.closest("details");
    if (!fold || fold.open) return;
    fold.open = true;
    place.scrollIntoView();
  }
  document.querySelectorAll("table.sorted").forEach((table) => {
    sortable(table);
    if (table.tBodies[0].rows.length > 7) filterable(table);
  });
  addEventListener("hashchange", unfold);
  unfold();
})();
