import pkg from '../../../package.json' with { type: 'json' };
import type { Route } from '../../adapters/http/contract.ts';
import { openApi } from '../../adapters/http/openapi.ts';
import type { Api } from './api.ts';
import { catalogueRoutes } from './catalogue.ts';
import { classicRoutes } from './classic.ts';
import { hookRoutes } from './hooks.ts';
import { operationRoutes, type Running } from './operations.ts';
import { peopleRoutes } from './people.ts';
import { reportRoutes } from './reports.ts';
import { saleRoutes } from './sales.ts';

/** Everything that can be asked for over HTTP. */
export const allRoutes = (api: Api, running: Omit<Running, 'contract'>): readonly Route[] => {
  const routes: readonly Route[] = [
    ...classicRoutes(api),
    ...saleRoutes(api),
    ...catalogueRoutes(api),
    ...peopleRoutes(api),
    ...reportRoutes(api),
    ...hookRoutes(api),
    ...operationRoutes(api, { ...running, contract: () => contract }),
  ];
  const contract = openApi(routes, pkg.version);
  return routes;
};
