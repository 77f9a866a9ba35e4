import type { TestProject } from "vitest/node";
import { buildWorkspace, cloneWorkspace } from "./workspace-copy.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of a copy that is built. */
    builtWorkspace: string;
  }
}

/** Builds a clone of this workspace, for the tests to copy: a build of everything takes longer than most of them. */
export default async function buildOnce(project: TestProject): Promise<() => Promise<void>> {
  const clone = await cloneWorkspace();
  await buildWorkspace(clone);
  project.provide("builtWorkspace", clone.folder);
  return clone.remove;
}
