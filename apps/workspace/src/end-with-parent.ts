const everyMs = 200;

/**
 * Sends SIGTERM to this process once its parent has ended.
 *
 * npm passes a signal only to its shell, which dies and leaves this process running.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    process.kill(process.pid, "SIGTERM");
  }, everyMs);
  watching.unref();
}
