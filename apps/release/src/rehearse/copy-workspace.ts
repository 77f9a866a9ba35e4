import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StepError } from "./step-error.ts";

/** Copies what is in a checkout, committed or not, but nothing that Git ignores, into a repository of its own. */
export async function copyWorkspace(root: string, folder: string): Promise<void> {
  for (const file of listFiles(root)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(join(root, file), join(folder, file));
  }
  const git = (...args: string[]): unknown => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "--initial-branch=main");
  git("config", "user.name", "Release rehearsal");
  git("config", "user.email", "rehearsal@example.com");
  git("add", "--all");
  git("commit", "--message=chore: rehearse");
}

function listFiles(root: string): string[] {
  try {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
  } catch {
    throw new StepError(`${root} is not a Git checkout. Clone the repository to rehearse a release`);
  }
}
