/** Sets the clock of a process back by an hour when it gets SIGUSR2. */
const now = Date.now;
process.on("SIGUSR2", () => {
  Date.now = () => now() - 3_600_000;
  console.error("The clock was set back.");
});
