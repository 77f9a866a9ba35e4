import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { problemAffectsResolutionKind, problemKindInfo } from "@arethetypeswrong/core/problems";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Check } from "./check.ts";
import type { PackedPackage } from "./packed-package.ts";

/** An ES module cannot serve the older kinds. */
const resolutionKinds = ["node16-esm", "bundler"] as const;

/** publint and Are The Types Wrong find no fault in the entries. */
export const checkEntries: Check = async (packed) => [...(await lint(packed)), ...(await checkTypes(packed))];

async function lint({ name, tarball }: PackedPackage): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, pkgDir: "package", strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg) ?? `${name} ${message.code}`}`);
}

async function checkTypes({ tarball }: PackedPackage): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball), {
    excludeEntrypoints: [/\.(json|yaml)$/],
  });
  if (!analysis.types) return [];
  const problems = analysis.problems.filter((problem) =>
    resolutionKinds.some((kind) => problemAffectsResolutionKind(problem, kind, analysis)),
  );
  return problems.map((problem) => {
    const where = "entrypoint" in problem ? ` at ${problem.entrypoint}` : "";
    return `Are The Types Wrong: ${problemKindInfo[problem.kind].shortDescription}${where}.`;
  });
}
