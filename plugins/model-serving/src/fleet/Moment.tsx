/** A time of the day that lies ahead, as the viewer's clock shows it. */
export function Moment(props: { at: string }) {
  const date = new Date(props.at);
  return (
    <time dateTime={props.at} title={date.toLocaleString()}>
      at {date.toLocaleTimeString()}
    </time>
  );
}
