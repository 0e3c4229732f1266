import { leaving } from '../../../schemas/routes/leaving.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { listExports } from '../leaving/list-exports.ts';
import { exportReader } from '../store/leaving/export-reader.ts';

/** Many look at what they may take along; what asks for it, or signs its link, is loaded for those who do that. */
export const wireLeaving = () => {
  const environment = readEnvironment('accounts-leaving');
  const client = dynamo();
  const { askForExport, askForDeletion, callDeletionBack, downloadExport } = leaving;
  return api({
    routes: leaving,
    useCases: {
      listExports: listExports({ exports: exportReader(client, environment.LEAVING_TABLE), clock }),
      ...onFirstCall({ askForExport, askForDeletion, callDeletionBack }, async () => {
        const { askingUseCases } = await import('./asking-routes.ts');
        return askingUseCases(client, environment);
      }),
      ...onFirstCall({ downloadExport }, async () => {
        const { downloadUseCases } = await import('./download-routes.ts');
        return downloadUseCases(client, environment);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
