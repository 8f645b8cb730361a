// On the page of a report: whoever points at a claim, or comes to it by the
// keyboard, sees all its words in the text, and the other way round.

const words = [...document.querySelectorAll(".text [data-claims]")];
const claims = [...document.querySelectorAll(".claims [data-claim]")];

const of = (word) => word.dataset.claims.split(" ");

function light(ids) {
  for (const word of words) word.classList.toggle("lit", of(word).some((id) => ids.includes(id)));
  for (const claim of claims) claim.classList.toggle("lit", ids.includes(claim.dataset.claim));
}

for (const claim of claims) {
  const show = () => light([claim.dataset.claim]);
  claim.addEventListener("pointerenter", show);
  claim.addEventListener("focusin", show);
  claim.addEventListener("pointerleave", () => light([]));
  claim.addEventListener("focusout", () => light([]));
}
for (const word of words) {
  word.addEventListener("pointerenter", () => light(of(word)));
  word.addEventListener("pointerleave", () => light([]));
  word.addEventListener("click", () => claims[Number(of(word)[0])]?.scrollIntoView({ block: "nearest" }));
}
