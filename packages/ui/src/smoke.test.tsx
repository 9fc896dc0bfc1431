import { render, screen } from '@testing-library/react';
import { Card } from '@backstage/ui';
it('runs', async () => { render(<Card>hello</Card>); expect(await screen.findByText('hello')).toBeInTheDocument(); });
