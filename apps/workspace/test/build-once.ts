import type { TestProject } from "vitest/node";
import { buildWorkspace, cloneWorkspace } from "./workspace-copy.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of a built copy. */
    builtWorkspace: string;
  }
}

/** Builds one clone of this workspace for the tests to copy, because a full build takes longer than most tests. */
export default async function buildOnce(project: TestProject): Promise<() => Promise<void>> {
  const clone = await cloneWorkspace();
  await buildWorkspace(clone);
  project.provide("builtWorkspace", clone.folder);
  return clone.remove;
}
