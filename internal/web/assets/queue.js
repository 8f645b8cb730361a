// On the page of doubtful pairs: j and k go from pair to pair, s, d and u decide,
// z takes the last decision back. The keys work while a pair has the focus, and
// not while somebody writes a reason.

const doubts = [...document.querySelectorAll(".doubt")];
const verdicts = { s: "same", d: "different", u: "unsure" };

function go(from, by) {
  doubts[Math.min(Math.max(doubts.indexOf(from) + by, 0), doubts.length - 1)]?.focus();
}

for (const doubt of doubts) {
  doubt.addEventListener("keydown", (event) => {
    if (event.target.closest("input") || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = doubt.querySelector(`button[value="${verdicts[event.key]}"]`);
    const undo = document.querySelector("form.notice button");
    if (event.key === "j") go(doubt, 1);
    else if (event.key === "k") go(doubt, -1);
    else if (event.key === "z" && undo) undo.click();
    else if (button) button.click();
    else return;
    event.preventDefault();
  });
}
document.querySelector(".keys")?.removeAttribute("hidden");
doubts[0]?.focus();
