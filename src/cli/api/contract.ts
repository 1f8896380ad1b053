import pkg from '../../../package.json' with { type: 'json' };
import { metrics } from '../../adapters/http/metrics.ts';
import { openApi } from '../../adapters/http/openapi.ts';
import type { Services } from '../../app/services.ts';
import { allRoutes } from './routes.ts';

/** Stands for services that nobody calls: routes are data until a request comes in. */
const nobody: object = new Proxy({}, { get: () => nobody });

/** The contract without a store. */
export const openApiOf = () => {
  const api = {
    services: nobody as Services,
    metrics: metrics(),
    till: '',
    catalogue: () => Promise.reject(new Error('no store')),
  };
  return openApi(allRoutes(api, { draining: () => false }), pkg.version);
};
