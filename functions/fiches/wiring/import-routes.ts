import { listImports } from '../list-imports.ts';
import { readImport } from '../read-import.ts';
import { readImportReport } from '../read-import-report.ts';
import { type StartImportDependencies, startImport } from '../start-import.ts';

/** The use cases of `schemas/routes/imports.ts`. */
export const importUseCases = (dependencies: StartImportDependencies) => ({
  startImport: startImport(dependencies),
  listImports: listImports(dependencies),
  readImport: readImport(dependencies),
  readImportReport: readImportReport(dependencies),
});
