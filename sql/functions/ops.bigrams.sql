create or replace function ops.bigrams(given text) returns tsvector
language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
    select array_to_tsvector(coalesce(array_agg(distinct pair.letters), '{}'::text[]))
    from (
        select letter.sign || lead(letter.sign) over (order by letter.number) as letters
        from string_to_table(lower(given), null) with ordinality as letter (sign, number)
    ) as pair
    where pair.letters ~ '^[[:alnum:]]{2}$';
$$;

comment on function ops.bigrams(text) is 'Pairs of neighbouring letters, for texts of scripts that set no spaces between words.';
revoke execute on function ops.bigrams(text) from public;
