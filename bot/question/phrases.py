"""What each phrase of a question asks for. Data, so that it can be read and mended like a list.

A line is a phrase; `a|b` are alternatives for a word. Misspelt words are put right before phrases are looked for.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    "who": """who|whos|whod|whom|whose
        which people|person|persons|guy|guys|folks|host|hosts|guest|guests
        name of the guy|person|guest""",
    "yesno": "",
    "episode": """episode|episodes|ep|eps|epp|epps|podcast|podcasts|pod|pods
        interview|interviews|appearance|appearances|spot|spots""",
    "guest": """on mic|air
        on the mic|air
        guest|guests|interviewee|interviewees|visitor|visitors|guested|guesting|panelist|panelists
        interviewed|interviewing|interview|interviews|visiting|visited|visit|visits|featuring|featured|panel
        came|come|comes|been|be on
        had|have|has|having someone|somebody|anyone on
        have|had|has on
        they|you|we have|had|has on|over
        sat|sit|sits|sitting down with
        sat|sit on
        came|come|comes in
        talk|talks|talked|talking|speak|speaks|spoke|speaking|chat|chats|chatted|chatting to|with
        joined|joins|join|joining|appear|appears|appeared|appearing|appearance|appearances|debut|debuted
        stopped|dropped|stops|drops by
        show|shows|showed up
        was|is|were|are|wasnt|be|ever|that on
        who|whos|whod on
        who|whod they|you|we have|had|has on
        outside expert
        special guest|guests""",
    "co": """who else
        alongside|beside
        appear|appears|appeared|featured|guested|sat with
        shared|shares|share a|an|the|their episode|ep|show|mic|stage|panel with
        share|shared|shares the mic|stage with
        other guest|guests|people|person
        together with
        along|alongside with
        on with
        with who|whom
        together was|were|is|appeared
        same time|episode|show as|with
        at the same time
        with somebody|someone
        next to
        other than
        apart|aside from
        that|who|thats|whos|and isnt|wasnt|not
        not counting
        second|other|another|fellow guest
        fellow guests
        who was|were|are the others
        besides|beside|except the|their host|hosts
        only guest|one
        share|shared|shares the mic
        else was|is|were|on
        shared with""",
    "host": """host|hosts|hosted|hosting|cohost|cohosts|cohosted
        presenter|presenters|presented|presents|presenting|anchor|anchors|moderator
        behind the mic|microphone
        who present|front
        voices behind|of|hosting|on
        does|do|runs|run|makes|make|made this|the|that show|podcast
        co host|hosts|hosted""",
    "sponsor": """sponsor|sponsors|sponsored|sponsoring|sponsorship|sponsorships|advertiser|advertisers|ad|ads|advert|adverts
        advertise|advertised|advertises|advertising|advertisement|advertisements|underwriter|commercial|commercials
        paid|payed|pays|paying|pay for
        paid|payed|pays|pay|footed|covered the bill|bills|tab
        brought|bring to|too us|you
        brought|made possible by
        companies|company|brands|brand behind|supported|supporting|support|backed|backing|paid
        companies|company|brand|brands are|is|was|were behind
        companies|company|brands were|are|is|was backing|supporting|paying|sponsoring
        backer|backers|supporter|supporters|funded|funder|funders|financed
        bankrolled|underwrote""",
    "offer": """offer|offers|offered|offering|discount|discounts|coupon|coupons
        promo|promos|promotion|promocode|voucher|vouchers
        deal|deals|freebie|freebies|credit|credits|giveaway|perk|perks|bonus
        free trial
        save|savings|saving|saved
        get|gets|got free|off
        anything|something|money|percent|much off
        months|month|days|weeks free
        free
        going for
        do|does|did|would you|i|we|one|listeners|people get|save
        advertise|advertised|advertises|pitch""",
    "code": "code|codes|promocode|coupon|voucher\npromo|discount|coupon|offer|referral code|codes",
    "money": "how much\npercent off\nhow many bucks|dollars|euros|pounds|percent|quid",
    "date": """when|whens
        what|which|whats date|day|year|month
        air|release|publish|publication|publishing|recording date|day
        date
        dates
        come|came|comes|coming out
        released|release|aired|air|airs|published|dropped|drop|drops
        how long ago
        how recently
        since when""",
    "recorded": "recorded|recording|taped",
    "length": """how long
        length|runtime|duration|lengthy
        run|running time
        how many|much minutes|minute|hours|hour|mins|hrs|seconds|time
        long is|was|does|did""",
    "link": """link|links|lnk|linked|url|urls|website|websites|webpage|site|homepage|page|webaddress|permalink
        on the web|internet|net
        where can|could|do|to i|we|you listen|hear|find|watch|get|download|stream|read
        where to listen|hear|find|watch|download
        listen to
        show notes
        shownotes
        home page
        web address|page|site""",
    "homepage": """homepage|website|site|blog|twitter|github|mastodon|linkedin|handle|handles|webpage|url|link|links
        home page
        on twitter|github|mastodon|linkedin
        social media
        socials""",
    "number": """what|which|whats number|numbers|no|num
        episode|ep|show number
        number is|was|of
        what|which|whats ep|episode|eps number""",
    "title": """title|titles|titled|called|named|name
        name of the|that episode|ep
        episode title|name""",
    "about": """about|treats|treat|summary|summarize|summarise|summarised|recap|overview|synopsis|gist|tldr|describe|description
        tell me about
        what|whats is|was|are in|about
        whats|what in
        talk|talks|talked|talking|discuss|discussed|cover|covered|happens|happened in|on|there
        the deal with
        gist of
        short version
        what do|did|does they|you|we|he|she talk|discuss|cover|say
        topics|topic|subject|subjects""",
    "outline": "outline|agenda|rundown|structure|points\nwhat questions",
    "chapters": "chapters|chapter list|marks\nchapters\nsections",
    "chapter": """start|starting time|point|position
        timestamp|timestamps|timecode|timecodes|chapter
        where in|at
        at|in what|which time|point|minute|minutes|second|mark|part
        what|which minute|timestamp|second|timecode|chapter
        how far into|in|along
        skip|jump|fast|seek|scrub|forward to|ahead
        get|gets|getting|come|comes|turn|turns to
        starts|start|begins|begin when|where|at
        when|where do|does|did they|it|he|she start|begin|get|talk|discuss|reach|mention|cover|say|explain|describe|bring|go
        when|where|wheres does|do|did|is|are|s the
        where does|do|did it|they|he|she start|begin
        segment|segments|part|bit|section|portion|question start|starts|begin|begins""",
    "strongchapter": """start|starting time|point|position
        which|what position
        timestamp|timestamps|timecode|timecodes
        how far into|in
        skip|jump|forward to|ahead
        skip|jump|go directly|straight|right|ahead to
        skip|jump|bring|take me to|forward
        from what|which time|minute|second|point|position
        what|which minute|timestamp|second|timecode
        at what time|point|minute
        where in
        starts|start|begins|begin when|where|at""",
    "segment": "segment|segments|part|bit|section|portion|chapter",
    "count": """how many|often|frequently
        number|count|amount|tally of
        count
        how many times
        total number""",
    "most": """most|often|frequent|frequently|top|biggest|commonest
        more than anyone|anybody
        most often|frequent|common|times|popular|regular""",
    "least": "least|fewest|rarest",
    "longest": "longest|lengthiest\nmost|more long",
    "shortest": "shortest|briefest|quickest\nmost|more short",
    "newest": """latest|newest|recent|final|freshest|last
        most|how recent|recently
        whats new
        what is new
        anything new
        stop|stopped|stops|quit|cease sponsoring|advertising|hosting|appearing|being|making|recording|doing
        finale|closer|closed|closes
        wrapped up
        last|latest|final one|episode|ep|time|appearance|visit|show""",
    "oldest": """first|oldest|earliest|debut|debuted|originally|inaugural|premiere|pilot
        very|first ever
        for the first time
        first time|appearance|episode|ep|show
        since when
        opened|opens|opener|premiered
        opening episode|ep|one|show|interview
        kicked|kicks off
        start|started|began""",
    "next": """next|after|afterwards|followed|follows|following|succeeding|subsequent
        came|comes|come|right|directly|straight|immediately after
        next one|episode|ep
        one|episode|ep after""",
    "previous": """previous|before|preceding|preceded|prior|precedes|earlier
        came|comes|come|right|directly|straight|immediately before
        previous one|episode|ep
        time before
        one|episode|ep before""",
    "absent": "miss|missed|misses|absent|skipped\nwithout",
    "randomly": """random|surprise
        recommend|suggest me something|anything|one
        recommend|suggest an episode
        should i listen to|next
        anything good
        any episode will do""",
    "person": """who|whos is|was|are
        whos
        known|famous for
        for a living|job
        job|jobs|profession|occupation|bio|biography|background|career
        is|are who
        working on
        works|work on|at|for
        who exactly
        who that|this|dis
        tell me something|more|anything|sth|smth about
        info|information about|on
        tell something|anything|more about
        about the person
        tell me a bit|little about
        who tf|exactly|even|actually is|was
        who the|on heck|hell|earth is|was
        tell me about
        what is|s|are known""",
    "creator": """created|creator|creators|author|authors|wrote|written|built|builds|made|makes|maker|makers
        founder|founders|founded
        maintainer|maintainers|maintains|maintain|develops|developer|developers|dev|devs|invented|inventor|started|behind
        core dev|devs|developer|developers
        ceo|cto|cofounder""",
    "event": "conference|conferences|conf|confs|event|events|meetup|meetups|summit|convention|conventions|plug|plugs|plugged",
    "place": "where\nheld\nwhich|what city|town|country|place|state|venue\ncity|venue|location|located|taking place",
    "partner": "partner|partners|organiser|organizers|organisers|organizer|organized|organised|discount|discounts",
    "pick": "pick|picks|picked|recommend|recommends|recommended|recommendation|recommendations",
    "music": """music|song|songs|tune|jingle|theme|soundtrack|band|intro|outro|track
        theme song|music|tune
        intro|outro|opening|closing|ending song|music|tune|theme""",
    "licence": "license|licence|licensed|licenced|copyright",
    "artist": "band|artist|composer|musician|musicians|group|performer|by whom",
    "contact": """contact|email|emails|mail|reach|write
        e mail
        get in touch
        email|mail address|addresses
        contact details|address|info""",
    "chat": "chat with other|fellow|fans|listeners|people\n"
    "chat|discord|zulip|slack|forum|community|matrix|irc|telegram|gitter|workspace|chatroom",
    "feed": "rss|feed|feeds|subscribe|atom\npodcast app",
    "sibling": """other|sister|sibling|another|second|different podcast|show|podcasts|shows
        other|sister|sibling|related show|shows|podcasts""",
    "shows": """which|what|wich shows|podcasts
        list|all of|the your|the shows|podcasts
        shows do|can you know|cover|have
        how many shows|podcasts
        what podcasts|shows are|do""",
    "kind": "what kind|sort|type of\nwhat is|s the show|podcast|it about",
    "topics": """topics|topic|subjects|subject|tags|themes
        what|which topics|subjects|tags""",
    "on": "on|about|regarding|concerning|discuss|discusses|discussed|mention|mentions|mentioned|mentioning\n"
    "cover|covers|covered|covering"
    "|coverage|around|related|relating|touching|touch|touches|learn|said|dedicated|deals\n"
    "talk|talks|talked|talking|speak|spoke|chat about|on|of\ncomes|came|come up\ngoes|go into\ndeals|dealing with",
    "list": "all|list|everything|every|which|what|any|anything|something|give|show|find|got",
    "this": "it|that|this|there|one|thing|same",
    "these": "those|these|them|ones",
    "they": "he|she|they|him|her|them|his|hers|their|theirs",
    "follow": "and|what about|also|how about",
    "help": "help\nwhat can you do|answer\nhow do|does you|this|it|i work|use\nwho are you\nwhat are you",
    "anyone": "anyone|anybody|somebody|someone|everyone|people know|remember|recall\nanyone|anybody|somebody|someone",
}
