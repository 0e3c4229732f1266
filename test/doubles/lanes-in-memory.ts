import type { LaneStore } from '../../functions/shared/sending/budget.ts';
import type { LaneState, SendClass } from '../../functions/shared/sending/lanes.ts';

/** The board without an engine; `travel` is what a call to it takes, half of it before its effect. */
export const lanesInMemory = (travel: () => Promise<unknown> = async () => undefined) => {
  const lanes = new Map<string, LaneState>();
  const demands = new Map<SendClass, number>();
  let calls = 0;
  const far = async <Result>(effect: () => Result): Promise<Result> => {
    calls += 1;
    await travel();
    const result = effect();
    await travel();
    return result;
  };
  const store: LaneStore = {
    board: () => far(() => ({ lanes: new Map(lanes), demands: new Map(demands) })),
    lease: (lane, seen, lease) =>
      far(() => {
        if (lanes.get(lane)?.until !== seen?.until) return false;
        lanes.set(lane, lease);
        return true;
      }),
    ask: (sendClass, until) =>
      far(() => {
        demands.set(sendClass, until);
      }),
  };
  return { store, lanes: lanes as ReadonlyMap<string, LaneState>, calls: () => calls };
};
