import { fireEvent, render, screen } from '@testing-library/react';
import type { LiveState } from '../live';
import { LiveContent } from './LiveContent';

function content(state: LiveState<string>, retry = () => {}) {
  return (
    <LiveContent result={{ state, retry }} errorTitle="It could not be read">
      {data => <input aria-label="Find" placeholder={data} />}
    </LiveContent>
  );
}

const last = { data: 'rows', receivedAt: 0 };
const failed = {
  status: 'failed',
  error: new Error('The backend is starting.'),
  retryAt: 1,
} as const;

it('keeps what somebody types when an answer fails, and after it', () => {
  const { rerender } = render(content({ status: 'ready', ...last }));
  const field = screen.getByRole('textbox', { name: 'Find' });
  field.focus();
  fireEvent.change(field, { target: { value: 'cloud' } });

  rerender(content({ ...failed, last }));
  expect(screen.getByText(/backend is starting/)).toBeVisible();
  expect(field).toHaveFocus();
  fireEvent.change(field, { target: { value: 'cloud-eu' } });

  rerender(content({ status: 'ready', ...last }));
  expect(screen.queryByText(/backend is starting/)).toBeNull();
  expect(screen.getByRole('textbox')).toBe(field);
  expect(field).toHaveValue('cloud-eu');
});

it('shows an error alone when nothing was known before', () => {
  render(content(failed));
  expect(screen.getByText('It could not be read')).toBeVisible();
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('says that it loads', () => {
  render(content({ status: 'loading' }));
  expect(screen.getByRole('status')).toHaveTextContent('Loading');
});
