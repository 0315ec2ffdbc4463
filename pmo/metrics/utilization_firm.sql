-- title: Firm allocation
-- question: What is promised?
-- grain: person
-- unit: share
-- roll-up: ratio
-- better: band
-- months: 1 to 3
-- definition: Firm work planned for named people, divided by their net capacity, over the three months after the status date. Work without a stated certainty counts as firm. Only the published plan counts.
-- source: queueing theory: waiting grows with load / (1 - load)
-- input: assignments.planned_minutes where assignments.status_date = asked.status_date and assignments.certainty is distinct from 'tentative' and coalesce(assignments.plan_id, 'published') = 'published' and date_trunc('month', assignments.month_date) between date_trunc('month', asked.status_date) + to_months(1) and date_trunc('month', asked.status_date) + to_months(3)
-- input: people.fte where people.status_date = asked.status_date
select
    status_date,
    person_id,
    month_date,
    firm_minutes as numerator,
    capacity_minutes as denominator,
    firm_minutes / nullif(capacity_minutes, 0) as value,
    case
        when capacity_minutes = 0 and firm_minutes = 0 then 'no_capacity'
        else reason
    end as reason
from utilization_forecast
