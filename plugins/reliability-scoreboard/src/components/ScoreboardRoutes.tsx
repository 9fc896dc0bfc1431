import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import { Route, Routes } from 'react-router-dom';
import { ScoreboardQueries } from '../query/ScoreboardQueries';
import { RulesPage } from './RulesPage';
import { ScoreboardPage } from './ScoreboardPage';
import { ServicePage } from './ServicePage';

/** Everything below `/scoreboard`. */
export function ScoreboardRoutes() {
  return (
    <ScoreboardQueries>
      <main>
        <Routes>
          <Route index element={<ScoreboardPage />} />
          <Route path="rules" element={<RulesPage />} />
          <Route path=":namespace/:kind/:name" element={<ServicePage />} />
          <Route path="*" element={<NotFoundErrorPage />} />
        </Routes>
      </main>
    </ScoreboardQueries>
  );
}
