-- The date that each of the last reports gave for each milestone.
select
    'milestone' as level, status_date, milestone_id as key,
    coalesce(actual_date, forecast_date) - date '1970-01-01' as value,
    strftime(coalesce(actual_date, forecast_date), '%Y-%m-%d') as word
from milestones
where status_date in (select unnest($trend_dates))
