create or replace function ops.refresh_reports() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set work_mem = '128MB'
as $$
declare
    refreshed integer := 0;
    is_changed boolean;
    due record;
begin
    perform pg_advisory_xact_lock(1380275027, 0); -- one at a time
    -- What is committed after this statement leaves its note for the next time.
    delete from ops.report_change;
    is_changed := found;
    for due in
        with recursive depending as (
            select oid, 0 as depth
            from pg_class
            where relnamespace = 'report'::regnamespace and relkind in ('m', 'v')
            union
            select reader.oid, depending.depth + 1
            from depending
            inner join pg_depend on pg_depend.refclassid = 'pg_class'::regclass and pg_depend.refobjid = depending.oid
            inner join pg_rewrite on pg_depend.classid = 'pg_rewrite'::regclass and pg_depend.objid = pg_rewrite.oid
            inner join pg_class as reader on pg_rewrite.ev_class = reader.oid
            where reader.oid <> depending.oid and reader.relnamespace = 'report'::regnamespace
        )

        select view.relname, view.relispopulated as is_filled
        from depending
        inner join pg_class as view on depending.oid = view.oid
        where view.relkind = 'm'
        group by view.relname, view.relispopulated
        order by max(depending.depth), view.relname
    loop
        if due.is_filled and not is_changed then
            continue;
        end if;
        execute format(
            'refresh materialized view %s report.%I', case when due.is_filled then 'concurrently' else '' end, due.relname
        );
        execute format('analyze report.%I', due.relname);
        refreshed := refreshed + 1;
    end loop;
    return refreshed;
end
$$;

comment on function ops.refresh_reports() is 'Bring the materialized report views up to date, each after those that it reads, if anything changed since; answers how many were. Readers are not held up.';
revoke execute on function ops.refresh_reports() from public;
