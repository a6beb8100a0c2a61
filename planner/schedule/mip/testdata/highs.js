// Solves a CPLEX LP file with the npm package highs and prints one line of JSON:
// node highs.js FILE SECONDS [relax]
const fs = require("fs");
const began = Date.now();
require("highs")({}).then((solver) => {
  let text = fs.readFileSync(process.argv[2], "utf8");
  if (process.argv[4] === "relax") text = text.replace(/\nGeneral\n[^]*End/, "\nEnd");
  let answer = { Status: "Failed", ObjectiveValue: null };
  try {
    answer = solver.solve(text, { time_limit: Number(process.argv[3]), output_flag: false });
  } catch (e) {
    answer.Status = String(e);
  }
  console.log(JSON.stringify({ status: answer.Status, value: answer.ObjectiveValue, seconds: (Date.now() - began) / 1000 }));
});
