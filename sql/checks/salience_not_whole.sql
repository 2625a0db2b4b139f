-- severity: error. An article whose parties' saliences do not sum to 1.
-- remedy: report it with the rows; the article's other facts are not touched by it.
select
    article_id,
    sum(salience) as salience
from news.article_party
group by article_id
having abs(sum(salience) - 1) > 0.01;
